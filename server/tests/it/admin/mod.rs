mod drift;
