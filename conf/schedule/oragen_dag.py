"""Airflow 3 with apache-airflow-providers-apache-spark: label new clips every night, then evaluate.

The connection spark_default names the master: airflow connections add spark_default --conn-type spark --conn-host yarn
"""
import re
from datetime import datetime, timedelta

from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk import DAG

try:
    from airflow.sdk.exceptions import AirflowException, AirflowFailException
except ImportError:  # Airflow 3.0 and 3.1
    from airflow.exceptions import AirflowException, AirflowFailException


class OragenOperator(SparkSubmitOperator):
    """Runs a command of ORAGEN. Exit codes 2 (invalid input) and 4 (too many rejects) fail it without a retry."""

    def __init__(self, **arguments):
        super().__init__(
            application="/opt/oragen/oragen-0.1.0.jar",
            # In mode cluster the exit code of the command is lost. Spark's own spark-defaults.conf holds as well.
            deploy_mode="client",
            driver_memory="4g",
            conf={
                "spark.driver.extraJavaOptions": "-Dlog4j2.configurationFile=file:/opt/oragen/conf/log4j2.properties",
                "spark.executor.memoryOverheadFactor": "0.4",
                "spark.eventLog.enabled": "true",
                "spark.eventLog.dir": "hdfs:///spark-events",
            },
            **arguments,
        )

    def execute(self, context):
        try:
            return super().execute(context)
        except AirflowException as failure:
            code = re.search(r"Error code is: (\d+)", str(failure))
            if code and code.group(1) in ("2", "4"):
                raise AirflowFailException(f"oragen ended with exit code {code.group(1)}") from failure
            raise


with DAG(
    dag_id="oragen_nightly",
    schedule="30 1 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    # The output folder is locked: a concurrent run would be refused.
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=15)},
) as dag:
    label = OragenOperator(
        task_id="label",
        application_args="label --input hdfs:///corpus --output hdfs:///labels --max-reject-rate 0.05".split(),
    )
    evaluate = OragenOperator(
        task_id="evaluate",
        application_args="evaluate --predictions hdfs:///labels --output hdfs:///evaluation".split(),
    )
    label >> evaluate
