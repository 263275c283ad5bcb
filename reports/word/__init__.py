"""The kennissynthese in Word: written once, refreshed as often as wanted, with the author's words left alone."""
