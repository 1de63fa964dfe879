"""What routes a tree has, without walking them one by one."""
