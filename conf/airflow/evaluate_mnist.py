# SPDX-License-Identifier: Apache-2.0

"""An evaluation each day by Airflow, with its Spark provider.

Not run by Airflow in this project: a test runs it against a stub of the provider's interface. Replace the paths, the
schedule and the connection. The driver runs beside the worker of Airflow (deploy mode "client"): of a driver in the cluster
spark-submit does not give the exit code, but 1 for each failure, so that nothing would be tried again.
"""

import re
from datetime import datetime, timedelta

from airflow import DAG
from airflow.exceptions import AirflowException, AirflowFailException
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

# The exit codes of spark-xent that another try cannot mend: an internal error, the configuration, refused data, a gate.
FINAL = re.compile(r"Error code is: ([1-4])\.")


class EvaluateOperator(SparkSubmitOperator):
    """Tries again what another try may mend: exit code 5, and a driver that was lost."""

    def execute(self, context):
        try:
            super().execute(context)
        except AirflowException as failure:
            if FINAL.search(str(failure)):
                raise AirflowFailException(str(failure)) from failure
            raise


with DAG(
    "evaluate_mnist",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
):
    EvaluateOperator(
        task_id="evaluate",
        conn_id="spark_default",
        deploy_mode="client",
        application="/opt/spark-xent/spark-xent.jar",
        java_class="io.github.sparkxent.cli.Main",
        # The id comes of the logical date: a retry and a backfill replace what an earlier try left, and nothing else.
        application_args=[
            "evaluate",
            "/opt/evaluations/mnist.yaml",
            "--var",
            "date={{ ds }}",
            "--run-id",
            "{{ ds }}",
            "--set",
            "data_date={{ ds }}",
        ],
        conf={"spark.yarn.maxAppAttempts": "1"},
        retries=3,
        retry_delay=timedelta(minutes=10),
    )
