@echo off
rem The command line of Motesplats: motesplats doctor, motesplats pair new --role kiosk --place K1
set PYTHONUTF8=1
"%~dp0python.exe" -m kiosk.cli %*
