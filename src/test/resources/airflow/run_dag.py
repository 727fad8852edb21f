# SPDX-License-Identifier: Apache-2.0

"""Runs a DAG file against a stub of Airflow's interface: run_dag.py DAG.py EXIT_CODE.

The stub's operator fails as the Spark provider's does, with the exit code of spark-submit in its message. Prints how often
the task was tried, how it ended, and the arguments of the application, one a line.
"""

import runpy
import sys
import types


class AirflowException(Exception):
    pass


class AirflowFailException(AirflowException):
    pass


class DAG:
    def __init__(self, dag_id, *, schedule, start_date, catchup, max_active_runs):
        assert dag_id and schedule and start_date.year >= 2026 and catchup is False and max_active_runs == 1

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        return False


class SparkSubmitOperator:
    made = []
    exit_code = int(sys.argv[2])

    def __init__(self, *, task_id, conn_id, deploy_mode, application, java_class, application_args, conf, retries,
                 retry_delay):
        assert deploy_mode == "client", "of a driver in the cluster spark-submit gives 1 for each failure"
        self.application_args = application_args
        self.retries = retries
        SparkSubmitOperator.made.append(self)

    def execute(self, context):
        if self.exit_code != 0:
            raise AirflowException(
                f"Cannot execute: spark-submit --class a 4. b.jar. Error code is: {self.exit_code}.")


def module(name, **members):
    made = types.ModuleType(name)
    made.__dict__.update(members)
    sys.modules[name] = made


module("airflow", DAG=DAG)
module("airflow.exceptions", AirflowException=AirflowException, AirflowFailException=AirflowFailException)
for package in ["providers", "providers.apache", "providers.apache.spark", "providers.apache.spark.operators"]:
    module("airflow." + package)
module("airflow.providers.apache.spark.operators.spark_submit", SparkSubmitOperator=SparkSubmitOperator)

runpy.run_path(sys.argv[1])
(task,) = SparkSubmitOperator.made
end = "success"
tries = 0
while tries <= task.retries:
    tries += 1
    try:
        task.execute({})
        break
    except AirflowFailException:
        end = "failed for good"
        break
    except AirflowException:
        end = "failed"
print(tries)
print(end)
print("\n".join(task.application_args))
