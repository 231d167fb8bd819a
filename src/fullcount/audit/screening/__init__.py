"""Screening: the order in which a pool of reports is read, and the certificate with which reading may stop."""
