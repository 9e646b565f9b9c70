"""What each kind of page shows: plain values for templates, which add the words and the HTML."""
