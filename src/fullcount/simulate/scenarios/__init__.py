"""What a simulated force is told to be: its rates, its faults, and the published figures that they come from."""
