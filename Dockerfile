# syntax=docker/dockerfile:1
# What is named in here is checked in `npm test`; `npm run check:container` also carries it out, without Docker.
ARG NODE=24

FROM node:${NODE}-bookworm-slim AS build
WORKDIR /eddy
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml turbo.json tsconfig.base.json prisma.config.ts ./
COPY scripts scripts
COPY prisma prisma
COPY packages packages
COPY apps apps
RUN npx --yes pnpm@12.21.0 install --frozen-lockfile --prefer-offline --filter eddy --filter "@eddy/server..." --filter "@eddy/web..."
RUN npx --yes pnpm@12.21.0 exec turbo run build --filter=@eddy/web

FROM node:${NODE}-bookworm-slim
WORKDIR /eddy
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml tsconfig.base.json ./
COPY scripts scripts
COPY prisma/migrations prisma/migrations
COPY packages packages
COPY apps apps
RUN npx --yes pnpm@12.21.0 install --prod --frozen-lockfile --prefer-offline --filter eddy --filter "@eddy/server..." --filter "@eddy/cli..."
COPY --from=build /eddy/apps/server/src/db/generated apps/server/src/db/generated
COPY --from=build /eddy/apps/web/dist apps/web/dist
# an empty embedded database to begin with: made at the first start otherwise, in ten seconds and where nobody may write
RUN cd apps/server && node -e "import('./src/db/blank.mjs').then((blank) => blank.blankDataDir())"
RUN install -d -o node -g node /data

# EDDY_HOST: inside a container loopback is nobody's. Publish the port on 127.0.0.1, or behind something with a log-in.
ENV NODE_ENV=production EDDY_HOST=0.0.0.0 EDDY_ALLOW_REMOTE=1 EDDY_PORT=4400 EDDY_DATA=/data EDDY_DEMO=off
EXPOSE 4400
VOLUME /data
USER node
WORKDIR /eddy/apps/server
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.EDDY_PORT}/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "bin/eddy-server.mjs"]
