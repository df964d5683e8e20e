; The installer for Windows, by Inno Setup 6. Not yet run. From the root of the repository:
;   iscc /DVersion=0.0.0 packaging\windows\galleyproof.iss      (the version of pyproject.toml)
; It installs for one user without asking for an administrator, or for all with one.

#ifndef Version
  #error Say which version: /DVersion=...
#endif

[Setup]
AppId={{7C1A5F0B-2C1E-4B0B-9C55-6A0C5B7D3E21}
AppName=Galleyproof
AppVersion={#Version}
AppPublisher=The Galleyproof authors
DefaultDirName={autopf}\Galleyproof
DefaultGroupName=Galleyproof
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
ChangesAssociations=yes
Compression=lzma2/max
SolidCompression=yes
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\package\icons\galleyproof.ico
UninstallDisplayIcon={app}\galleyproof.exe
OutputDir=..\..\dist
OutputBaseFilename=Galleyproof-{#Version}-setup

[Tasks]
Name: desktopicon; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "..\..\dist\galleyproof\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[InstallDelete]
; Files that a version before this one had, and this one has no more.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{autoprograms}\Galleyproof"; Filename: "{app}\galleyproof.exe"
Name: "{autodesktop}\Galleyproof"; Filename: "{app}\galleyproof.exe"; Tasks: desktopicon

[Registry]
; Offered under "Open with" for markdown files; what the user chose for them stays.
Root: HKA; Subkey: "Software\Classes\Galleyproof.Markdown"; ValueType: string; ValueData: "Markdown text"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Galleyproof.Markdown\DefaultIcon"; ValueType: string; ValueData: "{app}\galleyproof.exe,0"
Root: HKA; Subkey: "Software\Classes\Galleyproof.Markdown\shell\open\command"; ValueType: string; ValueData: """{app}\galleyproof.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\.md\OpenWithProgids"; ValueType: string; ValueName: "Galleyproof.Markdown"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.markdown\OpenWithProgids"; ValueType: string; ValueName: "Galleyproof.Markdown"; ValueData: ""; Flags: uninsdeletevalue

[Run]
Filename: "{app}\galleyproof.exe"; Description: "{cm:LaunchProgram,Galleyproof}"; Flags: nowait postinstall skipifsilent
