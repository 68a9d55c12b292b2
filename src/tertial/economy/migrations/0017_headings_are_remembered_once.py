"""What was said of the headings of files with codes lies with what is said of other files."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("economy", "0016_remedies"), ("sources", "0011_files_of_codes")]

    operations = [migrations.DeleteModel(name="CodeFileHeadings")]
