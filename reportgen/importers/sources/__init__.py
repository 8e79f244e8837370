"""Files of any kind as lines and tables in their order, before anybody asks what they mean."""
