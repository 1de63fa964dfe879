"""treeguide: turns decision trees and lessons into a practice guide that readers can click through."""

__version__ = "0.1.0"
