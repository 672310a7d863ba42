-- Why: devices are deleted some weeks after they have ended, with what is left of their sessions. The index of living sessions is no help to that:
-- for each device the whole table would be read. This one serves both.
-- compatible_from: 1

drop index account.sessions_of_device;
create index sessions_of_device on account.sessions (device_id);
