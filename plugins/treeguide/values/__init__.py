"""The values that every room knows: where something stands, what is wrong with it, and what authors may write."""
