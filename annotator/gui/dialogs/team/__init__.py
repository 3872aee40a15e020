"""Sheets for the work of several: people, handing out, coding again, progress, parcels."""
