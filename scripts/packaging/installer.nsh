; What the Windows installer says beyond electron-builder's own: taking the program away leaves the archive where it is.
!macro customUnInstall
  ${ifNot} ${Silent}
  ${andIfNot} ${isUpdated}
    ${if} $LANGUAGE == 2052
      MessageBox MB_OK|MB_ICONINFORMATION "只移除程序。档案、密钥和备份都留在原处，重新安装后即可继续使用。"
    ${else}
      MessageBox MB_OK|MB_ICONINFORMATION "Only the program is removed. The archive, its keys and the backups stay where they are; install again to go on working."
    ${endIf}
  ${endIf}
!macroend
