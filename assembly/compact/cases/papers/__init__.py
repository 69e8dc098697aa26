"""What is written and handed in inside a case: messages and files, who reads each, and hiding one."""
