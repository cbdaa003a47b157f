# The command with what it calls: git, ssh for remotes by SSH, gnupg for signatures.
#   docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/registry" flow-tagbot plan
FROM node:24-bookworm-slim AS bundle
WORKDIR /app
COPY package.json ./
COPY dist ./dist
RUN printf '#!/bin/sh\nexec node /app/dist/command.js "$@"\n' > flow-tagbot \
  && chmod 755 flow-tagbot \
  && node dist/command.js --version

FROM node:24-bookworm-slim
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates git gnupg openssh-client \
  && rm -rf /var/lib/apt/lists/* \
  # A mounted registry belongs to another user.
  && git config --system --add safe.directory /registry
COPY --from=bundle /app /app
RUN ln -s /app/flow-tagbot /usr/local/bin/flow-tagbot
USER node
WORKDIR /registry
ENTRYPOINT ["flow-tagbot"]
CMD ["--help"]
