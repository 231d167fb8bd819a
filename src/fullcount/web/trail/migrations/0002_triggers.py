"""The triggers that refuse to change or delete what the trail holds."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from fullcount.web.trail.triggers import statements


def make(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    """Make them, in the database's own words."""
    for statement in statements(schema_editor.connection.vendor)[0]:
        schema_editor.execute(statement, None)


def take_away(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    """Take them away: only for going back past this migration."""
    for statement in statements(schema_editor.connection.vendor)[1]:
        schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    """Triggers after tables."""

    dependencies = [("trail", "0001_initial")]
    operations = [migrations.RunPython(make, take_away)]
