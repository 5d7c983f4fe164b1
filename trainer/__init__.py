"""spcxr-trainer: group-masked pretraining, fine-tuning, honest evaluation, model packages."""
