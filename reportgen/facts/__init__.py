"""Arithmetic on plans: no words, no looks, no input or output."""
