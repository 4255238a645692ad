"""What members have on their mind."""
