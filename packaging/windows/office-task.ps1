# Registers the office server as a task that begins with the computer. The installer runs it.
$ErrorActionPreference = "Stop"
$folder = $PSScriptRoot
$data = Join-Path $env:ProgramData "Motesplats"
$task = (Get-Content -Raw (Join-Path $folder "office-task.xml")).Replace("@FOLDER@", $folder).Replace("@DATA@", $data)
Register-ScheduledTask -TaskName "Motesplats office" -Xml $task -Force | Out-Null
Start-ScheduledTask -TaskName "Motesplats office"
