"""Dashboards as code: `python -m deploy.grafana` writes dashboards/*.json, a test holds them."""
