"""What follows a recorded crime: victims, enquiries, contacts, outcomes, cancellations, supervision."""
