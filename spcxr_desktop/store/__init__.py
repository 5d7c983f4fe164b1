"""What the program keeps on this computer: folders, settings, logs."""
