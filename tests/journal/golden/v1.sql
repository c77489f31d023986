BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'journal','first_tables','2026-11-23 08:00:00+00:00');
CREATE TABLE events (seq INTEGER PRIMARY KEY AUTOINCREMENT, office TEXT NOT NULL, day TEXT NOT NULL, incarnation TEXT NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, v INTEGER NOT NULL, wall REAL NOT NULL, boot TEXT NOT NULL, mono_ms INTEGER NOT NULL, body TEXT NOT NULL, h TEXT NOT NULL, UNIQUE (incarnation, n)) STRICT;
INSERT INTO "events" VALUES(1,'ekeby','2026-11-23','5eed5eed5eed5eed',1,'ticket.issued',1,1795420800.0,'boot-1',95420800000,'{"come_back":["CB-PNR"],"interpreter":"ar","language":"ar","not_today":[["PM-SAMTAL","closed_today"]],"party":3,"precedence":[["SKV-REG","FK-REG","H"]],"private_help":false,"stops":[["SKV",["SKV-REG"],20],["FK",["FK-REG"],15]],"ticket":"2001","token_hash":"abababababababababababababababababababababababababababababababab","visit":"00000000000000a1"}','dadeafc30fe408f9ccaa5043239f153a9ace63d605ce5d87767d305f7e462db3');
INSERT INTO "events" VALUES(2,'ekeby','2026-11-23','5eed5eed5eed5eed',2,'checkin.ended',1,1795420800.0,'boot-1',95420800000,'{"dropped":1,"language":"ar","last_screen":"ticket","minutes":3,"outcome":"ticket"}','3fb03bfd8b7003780ecee2cddc71fc17df6dd3bf68e79ef95c34fc2a65d4fe31');
INSERT INTO "events" VALUES(3,'ekeby','2026-11-23','5eed5eed5eed5eed',3,'ticket.printed',1,1795420800.0,'boot-1',95420800000,'{"low_paper":false,"visit":"00000000000000a1"}','1b83b7cd953ea8bc4feb46025373efc8aba77c42cca4be01332012419e82a463');
INSERT INTO "events" VALUES(4,'ekeby','2026-11-23','5eed5eed5eed5eed',4,'ticket.issued',1,1795421040.0,'boot-1',95421040000,'{"come_back":["CB-PNR"],"interpreter":"ar","language":"ar","not_today":[["PM-SAMTAL","closed_today"]],"party":3,"precedence":[["SKV-REG","FK-REG","H"]],"private_help":false,"stops":[["SKV",["SKV-REG"],20],["FK",["FK-REG"],15]],"ticket":"2002","token_hash":null,"visit":"00000000000000a2"}','42085aa98203ac81fb9f18b4ccc4e93802cbe7958049b1004cf73c604be53a4d');
INSERT INTO "events" VALUES(5,'ekeby','2026-11-23','5eed5eed5eed5eed',5,'ticket.not_printed',1,1795421040.0,'boot-1',95421040000,'{"state":"no_paper","visit":"00000000000000a2"}','0d0bc8199d134480d71a1d924493a53fec48bb48c9e0f35d577673c228ddbb28');
INSERT INTO "events" VALUES(6,'ekeby','2026-11-23','5eed5eed5eed5eed',6,'ticket.issued',1,1795421100.0,'boot-1',95421100000,'{"come_back":["CB-PNR"],"interpreter":"ar","language":"ar","not_today":[["PM-SAMTAL","closed_today"]],"party":3,"precedence":[["SKV-REG","FK-REG","H"]],"private_help":false,"stops":[["SKV",["SKV-REG"],20],["FK",["FK-REG"],15]],"ticket":"2003","token_hash":null,"visit":"00000000000000a3"}','2c64c95ce845ac93b2ec8d95a5c841313e341b814b3c0dbe9186286dd15d0098');
INSERT INTO "events" VALUES(7,'ekeby','2026-11-23','5eed5eed5eed5eed',7,'ticket.printed',1,1795421100.0,'boot-1',95421100000,'{"low_paper":true,"visit":"00000000000000a3"}','32e483bcb290d9cd0bcd8d3e34943bff5aaee41ef904b6e5313630081d71147a');
INSERT INTO "events" VALUES(8,'ekeby','2026-11-23','5eed5eed5eed5eed',8,'checkin.ended',1,1795421100.0,'boot-1',95421100000,'{"dropped":0,"language":null,"last_screen":"language","minutes":1,"outcome":"timeout"}','d42093e7c910b0210478f0db2ddcaf825e9fcdbc4ec9712e92d4c6134659b750');
INSERT INTO "events" VALUES(9,'ekeby','2026-11-23','5eed5eed5eed5eed',9,'desk.opened',1,1795421100.0,'boot-1',95421100000,'{"desk":3,"languages":["sv","ar"],"station":"SKV"}','e959cbd664f216bb3f8f5f594744bf7170e370d60009f66a2f0723d9e0ef79b5');
INSERT INTO "events" VALUES(10,'ekeby','2026-11-23','5eed5eed5eed5eed',10,'desk.opened',1,1795421100.0,'boot-1',95421100000,'{"desk":7,"languages":["sv"],"station":"FK"}','5b18b8c73aba1d303965c3f928182a5df743c7887f373db5d2bc53b388647490');
INSERT INTO "events" VALUES(11,'ekeby','2026-11-23','5eed5eed5eed5eed',11,'stop.moved',1,1795421220.0,'boot-1',95421220000,'{"desk":null,"outcome":null,"refer_to":null,"station":"SKV","verb":"pre_call","visit":"00000000000000a1"}','afaad71f7a164342d2946c6385896a14f9b403cdf0f6b7a4a1087f2194c565b9');
INSERT INTO "events" VALUES(12,'ekeby','2026-11-23','5eed5eed5eed5eed',12,'stop.moved',1,1795421340.0,'boot-1',95421340000,'{"desk":null,"outcome":null,"refer_to":null,"station":"SKV","verb":"release","visit":"00000000000000a1"}','ae54786336570c99a68c030f0fd30cb07da77499fbb8e089abfd5246a550d419');
INSERT INTO "events" VALUES(13,'ekeby','2026-11-23','5eed5eed5eed5eed',13,'stop.moved',1,1795421460.0,'boot-1',95421460000,'{"desk":3,"outcome":null,"refer_to":null,"station":"SKV","verb":"call","visit":"00000000000000a1"}','3b8594cc0e1345895441cfea3c4aec8bb50d3e60b6059b01e4ad9adbf842d6c0');
INSERT INTO "events" VALUES(14,'ekeby','2026-11-23','5eed5eed5eed5eed',14,'stop.moved',1,1795421580.0,'boot-1',95421580000,'{"desk":3,"outcome":null,"refer_to":null,"station":"SKV","verb":"recall","visit":"00000000000000a1"}','49c960c52d436c5813ad9f22a71760e1951172afbd825101d60aebbad586e041');
INSERT INTO "events" VALUES(15,'ekeby','2026-11-23','5eed5eed5eed5eed',15,'stop.moved',1,1795421700.0,'boot-1',95421700000,'{"desk":3,"outcome":null,"refer_to":null,"station":"SKV","verb":"start","visit":"00000000000000a1"}','d3dc2e2eed595141a18c3e7fd0811e2394db379a930550035b185dffa7c5cf42');
INSERT INTO "events" VALUES(16,'ekeby','2026-11-23','5eed5eed5eed5eed',16,'stop.moved',1,1795421820.0,'boot-1',95421820000,'{"desk":3,"outcome":"done","refer_to":null,"station":"SKV","verb":"finish","visit":"00000000000000a1"}','00465f1698d17dc5fbacc8bde3069217da9812eddf0a958912f1e2cec4928fcd');
INSERT INTO "events" VALUES(17,'ekeby','2026-11-23','5eed5eed5eed5eed',17,'stop.moved',1,1795421880.0,'boot-1',95421880000,'{"desk":7,"outcome":null,"refer_to":null,"station":"FK","verb":"call","visit":"00000000000000a1"}','a49da5d26ed567f180afbb804176655c11d1bc6e50acd0f2e3b8c5395b853775');
INSERT INTO "events" VALUES(18,'ekeby','2026-11-23','5eed5eed5eed5eed',18,'stop.moved',1,1795421940.0,'boot-1',95421940000,'{"desk":7,"outcome":null,"refer_to":null,"station":"FK","verb":"start","visit":"00000000000000a1"}','b553af8e57f639ddcb7849c2055838766ff48d33bcf45a55bb057a5b53b6d48d');
INSERT INTO "events" VALUES(19,'ekeby','2026-11-23','5eed5eed5eed5eed',19,'stop.moved',1,1795422480.0,'boot-1',95422480000,'{"desk":7,"outcome":"done","refer_to":["AF",["AF-REG"],12],"station":"FK","verb":"refer","visit":"00000000000000a1"}','a0aa40e92efe4536c98d95a03b211b102b7c6b439d084bf9cbe247e76ec903b2');
INSERT INTO "events" VALUES(20,'ekeby','2026-11-23','5eed5eed5eed5eed',20,'stop.moved',1,1795422540.0,'boot-1',95422540000,'{"desk":null,"outcome":null,"refer_to":null,"station":"SKV","verb":"hold","visit":"00000000000000a2"}','2df67d9338659db1c5e3b5576ba1d06dcc82bd7958f809b733e131162dc27aad');
INSERT INTO "events" VALUES(21,'ekeby','2026-11-23','5eed5eed5eed5eed',21,'stop.moved',1,1795422600.0,'boot-1',95422600000,'{"desk":null,"outcome":null,"refer_to":null,"station":"SKV","verb":"resume","visit":"00000000000000a2"}','7b772483eb9f36385651570f34090cd8e3ee2f8ae96c6ad5b423c22bfa0bb400');
INSERT INTO "events" VALUES(22,'ekeby','2026-11-23','5eed5eed5eed5eed',22,'stop.moved',1,1795422660.0,'boot-1',95422660000,'{"desk":3,"outcome":null,"refer_to":null,"station":"SKV","verb":"call","visit":"00000000000000a2"}','89db398737b14455ff913665849e800c2d21b3d967819b6e833a5039979085c5');
INSERT INTO "events" VALUES(23,'ekeby','2026-11-23','5eed5eed5eed5eed',23,'stop.moved',1,1795422720.0,'boot-1',95422720000,'{"desk":null,"outcome":null,"refer_to":null,"station":"SKV","verb":"no_show","visit":"00000000000000a2"}','721808caa29132781c4086bacf07229b3b9d0dc3446e5795054b5cd462584737');
INSERT INTO "events" VALUES(24,'ekeby','2026-11-23','5eed5eed5eed5eed',24,'stop.moved',1,1795422780.0,'boot-1',95422780000,'{"desk":null,"outcome":null,"refer_to":null,"station":"SKV","verb":"leave","visit":"00000000000000a2"}','c40d627713435a7000d7f1b7b8c12cc442ca3a569990f19c0ecb0a91bd3850fa');
INSERT INTO "events" VALUES(25,'ekeby','2026-11-23','5eed5eed5eed5eed',25,'stop.moved',1,1795422780.0,'boot-1',95422780000,'{"desk":null,"outcome":null,"refer_to":null,"station":"FK","verb":"postpone","visit":"00000000000000a2"}','138666f9f3e74892e2a1b6d0b3003cc11307206cbb9cda87de0719e660b1fb63');
INSERT INTO "events" VALUES(26,'ekeby','2026-11-23','5eed5eed5eed5eed',26,'stop.moved',1,1795422780.0,'boot-1',95422780000,'{"desk":7,"outcome":null,"refer_to":null,"station":"FK","verb":"call","visit":"00000000000000a3"}','54d271a750379d9dcaed7e2084ed2e92e8ddbf8dc36ef5c759021a343fae90bd');
INSERT INTO "events" VALUES(27,'ekeby','2026-11-23','5eed5eed5eed5eed',27,'stop.moved',1,1795422780.0,'boot-1',95422780000,'{"desk":null,"outcome":null,"refer_to":null,"station":"FK","verb":"start","visit":"00000000000000a3"}','af02fb8735ecab600d719d42e8c3da62f9a2021fa8deda6dbb61c79f4922394f');
INSERT INTO "events" VALUES(28,'ekeby','2026-11-23','5eed5eed5eed5eed',28,'stop.moved',1,1795422780.0,'boot-1',95422780000,'{"desk":7,"outcome":null,"refer_to":null,"station":"FK","verb":"call","visit":"nobody"}','1f0ffa53f4a5053d16dfc953ae9bf1e5310f2bf79ec936c42d36957d0ff4c3aa');
INSERT INTO "events" VALUES(29,'ekeby','2026-11-23','5eed5eed5eed5eed',29,'coffee.served',3,1795422780.0,'boot-1',95422780000,'{"cups":2}','deca9258836a33383a83f385dda42fecf834f747419016ae13103f36bd3f331d');
INSERT INTO "events" VALUES(30,'ekeby','2026-11-23','5eed5eed5eed5eed',30,'desk.closed',1,1795422780.0,'boot-1',95422780000,'{"desk":3}','683a544793c203c2eae0f672d96827b339aed7071128d9e789553db82d722b57');
INSERT INTO "events" VALUES(31,'ekeby','2026-11-23','5eed5eed5eed5eed',31,'visit.left',1,1795426380.0,'boot-1',95426380000,'{"visit":"00000000000000a3","why":"left"}','6c54938afff23bcd83de4b2b3d7d993494355724250e1e022f3ee64b0953c17b');
INSERT INTO "events" VALUES(32,'ekeby','2026-11-23','5eed5eed5eed5eed',32,'day.closed',1,1795426380.0,'boot-1',95426380000,'{}','03bf3a72e67c36adf3e20babde617fee11c698beaa7dbf38c81cb9b8b90793e1');
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO "meta" VALUES('day_clock','{"day": "2026-11-23", "seen": 1795426380.0, "anchor": [1795420800.0, "boot-1", 95420800000]}');
INSERT INTO "meta" VALUES('incarnation','5eed5eed5eed5eed');
INSERT INTO "meta" VALUES('series','2');
CREATE TABLE streams (incarnation TEXT PRIMARY KEY, last_n INTEGER NOT NULL, last_h TEXT NOT NULL, cut_n INTEGER NOT NULL DEFAULT 0, cut_h TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
INSERT INTO "streams" VALUES('5eed5eed5eed5eed',32,'03bf3a72e67c36adf3e20babde617fee11c698beaa7dbf38c81cb9b8b90793e1',0,'');
CREATE TABLE tickets (visit TEXT PRIMARY KEY, day TEXT NOT NULL, ticket TEXT NOT NULL, series INTEGER NOT NULL, number INTEGER NOT NULL, language TEXT NOT NULL, issued REAL NOT NULL, paper TEXT NOT NULL, UNIQUE (day, ticket)) STRICT, WITHOUT ROWID;
INSERT INTO "tickets" VALUES('00000000000000a1','2026-11-23','2001',2,1,'ar',1795420800.0,'printed');
INSERT INTO "tickets" VALUES('00000000000000a2','2026-11-23','2002',2,2,'ar',1795421040.0,'no_paper');
INSERT INTO "tickets" VALUES('00000000000000a3','2026-11-23','2003',2,3,'ar',1795421100.0,'low_paper');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX events_of_day ON events (day, seq);
CREATE INDEX numbers_of_day ON tickets (day, series, number);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('events',32);
COMMIT;
