"""What the stages share: records, store, stage runner, study files and the command `kennissynthese`."""
