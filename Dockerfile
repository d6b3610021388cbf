# One image for every service: `docker build -t zhenxing .`, then `docker run … zhenxing serve projects`.
# It runs as nobody in particular, writes to /var/lib/zhenxing alone, and its root may be read-only.
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/zhenxing
COPY requirements.lock requirements-otel.lock requirements-files.lock ./
# `--build-arg TRACES=yes`: with what sends spans to a collector.
ARG TRACES=
RUN /opt/zhenxing/bin/pip install --require-hashes -r requirements.lock ${TRACES:+-r requirements-otel.lock} \
    && /opt/zhenxing/bin/pip install --no-deps --require-hashes -r requirements-files.lock
COPY pyproject.toml services.toml ./
COPY deploy ./deploy
COPY services ./services
COPY shared ./shared
RUN /opt/zhenxing/bin/pip install --no-deps --no-build-isolation . \
    && /opt/zhenxing/bin/python -m compileall -q /opt/zhenxing/lib

FROM python:3.11-slim-bookworm
RUN groupadd --gid 10001 zhenxing \
    && useradd --uid 10001 --gid zhenxing --no-create-home --home-dir /var/lib/zhenxing --shell /usr/sbin/nologin zhenxing \
    && install -d -o zhenxing -g zhenxing -m 0700 /var/lib/zhenxing /var/lib/zhenxing/identity
COPY --from=build /opt/zhenxing /opt/zhenxing
ENV PATH=/opt/zhenxing/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    ZHENXING_CONFIG=/etc/zhenxing/zhenxing.toml \
    ZHENXING_HOME=/var/lib/zhenxing
USER 10001:10001
VOLUME /var/lib/zhenxing
WORKDIR /var/lib/zhenxing
STOPSIGNAL SIGTERM
# ZHENXING_LIVE is the address of /health/live of the service that runs here. Readiness is for whoever
# sends requests here: a service whose store is away must not be restarted for it.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(os.environ['ZHENXING_LIVE'], timeout=4)"]
ENTRYPOINT ["zhenxing"]
