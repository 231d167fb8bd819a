"""A run set beside the truth of a simulated force. Nothing that makes a run imports it: a run never reads truth/."""
