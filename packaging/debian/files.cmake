# Run by CPack on the staged tree, before the package is made of it: what Debian wants otherwise
# than cmake --install leaves it.
set(usr ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr)
set(doc ${usr}/share/doc/firsthand)

# No shell of Debian's looks into site-functions below /usr.
file(MAKE_DIRECTORY ${usr}/share/zsh/vendor-completions)
file(RENAME ${usr}/share/zsh/site-functions/_firsthand
     ${usr}/share/zsh/vendor-completions/_firsthand)
file(REMOVE_RECURSE ${usr}/share/zsh/site-functions)

file(COPY ${CMAKE_CURRENT_LIST_DIR}/copyright DESTINATION ${doc}
     FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
file(COPY ${CMAKE_CURRENT_LIST_DIR}/changelog DESTINATION ${doc}
     FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
execute_process(COMMAND gzip -9n ${doc}/changelog ${usr}/share/man/man1/firsthand.1
                        ${usr}/share/man/man1/firsthand-shop.1
                COMMAND_ERROR_IS_FATAL ANY)
