"""Where things run: the settings, the templates of mails and pages, and the files of a deployment."""
