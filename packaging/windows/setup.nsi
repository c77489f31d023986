; For makensis on Linux: -DPART=office|lobby -DVERSION=… -DFOLDER=… -DREMOVE=… -DOUTFILE=…
; REMOVE is a generated list of what is installed: nothing else is ever deleted, whichever folder was chosen.
; Exit codes of a silent run (/S): 0 installed, 2 failed, 3 the folder holds files of others.
Unicode true
SetCompressor /SOLID lzma
Name "Mötesplats ${PART} ${VERSION}"
OutFile "${OUTFILE}"
InstallDir "$PROGRAMFILES64\Motesplats\${PART}"
RequestExecutionLevel admin
ShowInstDetails show
SilentInstall normal

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Motesplats-${PART}"

Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

Section
  SetRegView 64
  SetShellVarContext all
  !if "${PART}" == "office"
    ; what runs holds its files
    nsExec::ExecToLog 'schtasks /End /TN "Motesplats office"'
  !endif
  IfFileExists "$INSTDIR\uninstall.exe" earlier
  FindFirst $0 $1 "$INSTDIR\*.*"
  next:
    StrCmp $1 "" empty
    StrCmp $1 "." again
    StrCmp $1 ".." again
    FindClose $0
    SetErrorLevel 3
    MessageBox MB_OK|MB_ICONSTOP "$INSTDIR holds other files. Choose an empty folder." /SD IDOK
    Quit
  again:
    FindNext $0 $1
    Goto next
  earlier:
    ; its own list says what the earlier version installed
    ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR'
    Goto install
  empty:
    FindClose $0
  install:
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}/*"
  CreateDirectory "$APPDATA\Motesplats\${PART}"
  !if "${PART}" == "office"
    ; the server's user is LOCAL SERVICE: it may write its own folder
    nsExec::ExecToLog 'icacls "$APPDATA\Motesplats\office" /inheritance:r /grant *S-1-5-32-544:(OI)(CI)F /grant *S-1-5-18:(OI)(CI)F /grant *S-1-5-19:(OI)(CI)M'
    nsExec::ExecToLog 'powershell -NoProfile -ExecutionPolicy Bypass -File "$INSTDIR\office-task.ps1"'
  !else
    CreateDirectory "$SMPROGRAMS\Mötesplats"
    CreateShortCut "$SMPROGRAMS\Mötesplats\Mötesplats reception.lnk" "$INSTDIR\pythonw.exe" "-X utf8 -m kiosk.cli reception"
    CreateShortCut "$SMPROGRAMS\Mötesplats\Mötesplats kiosk.lnk" "$INSTDIR\pythonw.exe" "-X utf8 -m kiosk.cli kiosk"
    CreateShortCut "$SMPROGRAMS\Mötesplats\Mötesplats board.lnk" "$INSTDIR\pythonw.exe" "-X utf8 -m kiosk.cli board"
  !endif
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayName" "Mötesplats ${PART}"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL}" "Publisher" "Mötesplats"
  WriteRegStr HKLM "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
SectionEnd

; Data stays: an office deletes it by hand.
Section "Uninstall"
  SetRegView 64
  SetShellVarContext all
  !if "${PART}" == "office"
    nsExec::ExecToLog 'schtasks /End /TN "Motesplats office"'
    nsExec::ExecToLog 'schtasks /Delete /F /TN "Motesplats office"'
  !else
    Delete "$SMPROGRAMS\Mötesplats\Mötesplats reception.lnk"
    Delete "$SMPROGRAMS\Mötesplats\Mötesplats kiosk.lnk"
    Delete "$SMPROGRAMS\Mötesplats\Mötesplats board.lnk"
    RMDir "$SMPROGRAMS\Mötesplats"
  !endif
  !include "${REMOVE}"
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"
  DeleteRegKey HKLM "${UNINSTALL}"
SectionEnd
