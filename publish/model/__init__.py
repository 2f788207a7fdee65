"""The vocabulary that all stages share: frozen data without behaviour."""
