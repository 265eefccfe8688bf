#!/bin/sh
# The command line with the settings of the service: sudo leadline admin --help
exec node --env-file=/etc/leadline/leadline.env /opt/leadline/current/node_modules/leadline/dist/service/leadline.js "$@"
