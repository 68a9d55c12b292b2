# Tertial in a container: docs/operation.md, “In a container”. TERTIAL_HOME, /backups and
# /tmp are written to, nothing else.
FROM python:3.11-slim AS made
WORKDIR /source
COPY requirements/run.txt requirements/
RUN python -m venv /opt/tertial && /opt/tertial/bin/pip install --require-hashes --no-deps -r requirements/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY src src
RUN /opt/tertial/bin/pip install --no-deps --no-build-isolation .

FROM python:3.11-slim
RUN useradd --system --uid 10001 --no-create-home tertial \
    && install --directory --owner tertial --group tertial --mode 700 /var/lib/tertial /backups
COPY --from=made /opt/tertial /opt/tertial
ENV TERTIAL_HOME=/var/lib/tertial PATH=/opt/tertial/bin:$PATH PYTHONDONTWRITEBYTECODE=1
USER tertial
WORKDIR /var/lib/tertial
VOLUME /var/lib/tertial /backups
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/health/live', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["tertial"]
CMD ["serve", "--host", "0.0.0.0"]
