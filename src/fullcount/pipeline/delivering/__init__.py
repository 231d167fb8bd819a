"""From a finished run to the desk: the findings that need a person, each with just what that person needs to see."""
