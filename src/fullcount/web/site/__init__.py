"""The shell around the apps: settings, addresses, layout, headers, error pages."""
