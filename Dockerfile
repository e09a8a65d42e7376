# socialkit in a container. The workspace is mounted at /workspace; see docs/manual/keep-it-running.md.
FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/socialkit
WORKDIR /build
COPY requirements.lock ./
RUN /opt/socialkit/bin/pip install --require-hashes -r requirements.lock
COPY LICENSE README.md pyproject.toml ./
COPY assets assets
COPY socialkit socialkit
RUN /opt/socialkit/bin/pip install --no-deps .

FROM python:3.13-slim
RUN useradd --uid 1000 --create-home socialkit \
    && mkdir /workspace /state \
    && chown socialkit:socialkit /workspace /state
COPY --from=build /opt/socialkit /opt/socialkit
# HOME stays writable under any --user
ENV PATH=/opt/socialkit/bin:$PATH HOME=/tmp PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
# a number, so that a host can tell that it is not root
USER 1000
WORKDIR /workspace
VOLUME /workspace
STOPSIGNAL SIGTERM
# the daemon touches this file every minute while its clock strikes; find costs a thousandth of a start of Python
HEALTHCHECK --interval=60s --timeout=5s --start-period=180s \
    CMD ["sh", "-c", "test -n \"$(find \"${SOCIALKIT_STATE_DIR:-/workspace/.socialkit}/heartbeat\" -mmin -3)\""]
ENTRYPOINT ["socialkit"]
CMD ["run", "--no-web"]
