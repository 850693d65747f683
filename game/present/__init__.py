"""What is shown and said, to whom: plain screen models, without pygame and without HTML."""
