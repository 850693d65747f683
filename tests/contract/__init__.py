"""The contract that every scenario under scenarios/ inherits."""
