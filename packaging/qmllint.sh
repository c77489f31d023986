#!/usr/bin/env bash
# Lints every QML file against the Python classes it uses; any warning fails. Needs no display.
#
# The classes marked @QmlElement in kiosk/ui, and their bases marked @QmlAnonymous, become a QML module "Kiosk" in build/qml, as a description only:
# source -> metaobjectdump (json) -> qmltyperegistrar (qmltypes) -> qmllint.
set -euo pipefail
cd "$(dirname "$0")/.."

mapfile -t screens < <(find kiosk -name '*.qml' | sort)
if [ ${#screens[@]} -eq 0 ]; then
  echo "qmllint: no QML yet"
  exit 0
fi

module=build/qml/Kiosk
rm -rf "$module"
mkdir -p "$module"
# Base classes first, in one call: so metaobjectdump knows that what derives from them is an object too.
mapfile -t bases < <(grep -rlE --include='*.py' '^@QmlAnonymous' kiosk/ui | sort)
mapfile -t elements < <(grep -rlE --include='*.py' '^@QmlElement' kiosk/ui | sort)

if [ ${#elements[@]} -gt 0 ]; then
  .venv/bin/pyside6-metaobjectdump --compact --out-file "$module/classes.json" "${bases[@]}" "${elements[@]}"
  foreign=$(.venv/bin/python -c 'import PySide6, pathlib; print(pathlib.Path(PySide6.__file__).parent)')
  .venv/bin/pyside6-qmltyperegistrar --generate-qmltypes "$module/kiosk.qmltypes" \
    --import-name Kiosk --major-version 1 --minor-version 0 \
    --foreign-types "$foreign/Qt/metatypes/qt6core_metatypes.json,$foreign/Qt/metatypes/qt6gui_metatypes.json" \
    -o "$module/unused.cpp" "$module/classes.json"
  printf 'module Kiosk\ntypeinfo kiosk.qmltypes\n' >"$module/qmldir"
fi

.venv/bin/pyside6-qmllint -W 0 -I build/qml "${screens[@]}"
echo "qmllint: ${#screens[@]} files, no warnings"
