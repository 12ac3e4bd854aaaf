# syntax=docker/dockerfile:1
FROM node:24-trixie-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The compiler itself is among the optional packages of this machine's kind.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build

# Without the optional engine, whose licence is SSPL: in a container the store is a MongoDB server (MONGODB_URI). The other
# optional packages are sharp's binaries for this kind of machine, without which no picture is drawn or checked.
FROM node:24-trixie-slim AS run-time
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@0q

FROM node:24-trixie-slim
ARG VERSION=0.1.0
ARG REVISION=
ARG CREATED=
LABEL org.opencontainers.image.title="nong-sujarit" \
      org.opencontainers.image.description="LINE bot that collects, reminds and summarises the half-yearly integrity reports of Thai local governments" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}"
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
# The program writes nowhere by itself; this folder is for the files of `backup`, and the only one its user may write to.
RUN install -d -o node -g node -m 0700 /backups
COPY --from=run-time /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE ./
COPY flows ./flows
COPY locales ./locales
COPY data ./data
COPY src/emulator/page ./src/emulator/page
USER node
EXPOSE 3000
# SIGTERM reaches node itself: it takes no more requests, finishes what is in hand, closes the store.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/healthz',{signal:AbortSignal.timeout(4000)}).then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "dist/main.js"]
