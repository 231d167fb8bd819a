"""The web application: one Django app a subject. Started as a process of its own (`python -m fullcount.web`)."""
