# The page, built with Node; then the service, without it.
FROM node:22-slim AS page
WORKDIR /src/services/web
COPY services/web/package.json services/web/package-lock.json services/web/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY services/web ./
RUN npm run build

FROM python:3.12-slim AS wheel
WORKDIR /src
COPY requirements.lock ./
RUN python -m venv /app && /app/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
COPY --from=page /src/services/web/dist services/web/dist
RUN /app/bin/python -m hatchling build -t wheel && /app/bin/pip install --no-cache-dir --no-deps dist/*.whl

FROM python:3.12-slim
# onnxruntime and other compiled libraries want OpenMP, which slim images lack.
RUN apt-get update && apt-get install -y --no-install-recommends libgomp1 && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 arriero && install -d -o arriero /data
COPY --from=wheel /app /app
USER arriero
ENV PATH=/app/bin:$PATH ARRIERO_DATA_DIR=/data ARRIERO_HOST=0.0.0.0 ARRIERO_PORT=8000 PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=40s --retries=4 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/ready', timeout=4)"]
ENTRYPOINT ["arriero"]
CMD ["serve"]
