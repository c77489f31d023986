Pieces of settings (*.toml) that a fleet tool puts here are read after office.toml, in the order of their names.
