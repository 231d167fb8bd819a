"""A synthetic force whose truth is known: every report, crime and recording failure is invented here.

No real person, address, telephone or vehicle: place names are invented, telephones lie in Ofcom's ranges for drama,
postcodes in the unused area ZZ and coordinates in the North Sea. The generator shares no word list with `reading`.
"""
