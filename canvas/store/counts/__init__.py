"""Tables of counts that follow from answers, notes and themes, and are recounted with every save."""
