// The healthcheck of MongoDB (mongosh): makes the one-member replica set when there is none yet, and is well once it takes writes.
const password = require('fs').readFileSync('/run/secrets/mongo_root_password', 'utf8').trim();
const admin = connect('mongodb://127.0.0.1:27017/admin', 'root', password);
if (admin.hello().setName === undefined) {
  admin.adminCommand({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: 'mongo:27017' }] } });
}
quit(admin.hello().isWritablePrimary ? 0 : 1);
