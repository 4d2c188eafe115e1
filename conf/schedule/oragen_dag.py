"""Airflow: label new clips every night, then evaluate."""
from datetime import datetime, timedelta

from airflow import DAG
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

JAR = "/opt/oragen/oragen-0.1.0.jar"
LABELS = "hdfs:///labels"

with DAG(
    dag_id="oragen_nightly",
    schedule="30 1 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    # The output folder is locked: a concurrent run would be refused.
    max_active_runs=1,
    default_args={"retries": 1, "retry_delay": timedelta(minutes=15)},
) as dag:
    label = SparkSubmitOperator(
        task_id="label",
        application=JAR,
        application_args="label --input hdfs:///corpus --output hdfs:///labels --max-reject-rate 0.05".split(),
    )
    evaluate = SparkSubmitOperator(
        task_id="evaluate",
        application=JAR,
        application_args="evaluate --predictions hdfs:///labels --output hdfs:///evaluation".split(),
    )
    label >> evaluate
