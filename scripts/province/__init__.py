"""The demo's province: what happens in it, step by step, and what is expected of each step."""
