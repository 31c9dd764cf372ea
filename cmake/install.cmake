# What is installed beside the programs, which their own folders install:
#   bin/firsthand, bin/firsthand-shop, libexec/firsthand/firsthand-eyes
#   share/firsthand/{samples,schema}   the sample shop's journeys; the JSON Schemas of journeys and audits
#   share/firsthand/axe.min.js         axe-core, when scripts/axe-core has fetched it
#   share/doc/firsthand/               the pages for users, as in the repository: their links hold
#   share/man/man1/, and completions where bash, zsh and fish look for them
set(FIRSTHAND_ZSH_COMPLETIONS ${CMAKE_INSTALL_DATADIR}/zsh/site-functions CACHE STRING
  "Where the completion for zsh is installed; Debian's packages use share/zsh/vendor-completions")
set(data ${CMAKE_INSTALL_DATADIR}/firsthand)
set(doc ${CMAKE_INSTALL_DATADIR}/doc/firsthand)

install(FILES samples/shop/journeys/contact-us.yaml samples/shop/journeys/fill-a-basket.yaml
              samples/shop/journeys/first-visit.yaml samples/shop/journeys/return-an-order.yaml
              samples/shop/journeys/track-an-order.yaml
        DESTINATION ${data}/samples/shop/journeys)
install(FILES samples/real-site/dokuwiki.yaml DESTINATION ${data}/samples/real-site)
install(FILES samples/README.md DESTINATION ${data}/samples)
install(FILES reports/schema/audit-1.json journeys/schema/journey.schema.json
        DESTINATION ${data}/schema)

install(FILES build/axe-core/axe.min.js DESTINATION ${data} OPTIONAL)
install(FILES build/axe-core/LICENSE DESTINATION ${doc} RENAME axe-core.LICENSE OPTIONAL)
install(FILES build/axe-core/LICENSE-3RD-PARTY.txt DESTINATION ${doc}
        RENAME axe-core.LICENSE-3RD-PARTY OPTIONAL)

install(FILES README.md CHANGELOG.md DEVELOPERS.md CONTRIBUTING.md DESTINATION ${doc})
install(FILES docs/journeys.md docs/ready-made.md docs/recipes.md docs/rules.md docs/see.md
              docs/verdicts.md
        DESTINATION ${doc}/docs)
install(DIRECTORY docs/pictures DESTINATION ${doc}/docs FILES_MATCHING PATTERN "*.png")
install(FILES packaging/container/Containerfile packaging/container/README.md
              packaging/container/seccomp.json DESTINATION ${doc}/packaging/container)
install(FILES docs/firsthand.1 docs/firsthand-shop.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

install(FILES completions/firsthand.bash RENAME firsthand
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES completions/firsthand.fish
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES completions/_firsthand DESTINATION ${FIRSTHAND_ZSH_COMPLETIONS})
